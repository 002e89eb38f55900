package dev.sallyport.server.api.iam;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.iam.model.CreateVirtualMFADeviceRequest;
import dev.sallyport.server.api.iam.model.CreateVirtualMFADeviceResponse;
import dev.sallyport.server.api.iam.model.DeactivateMFADeviceRequest;
import dev.sallyport.server.api.iam.model.DeactivateMFADeviceResponse;
import dev.sallyport.server.api.iam.model.DeleteVirtualMFADeviceRequest;
import dev.sallyport.server.api.iam.model.DeleteVirtualMFADeviceResponse;
import dev.sallyport.server.api.iam.model.EnableMFADeviceRequest;
import dev.sallyport.server.api.iam.model.EnableMFADeviceResponse;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ResyncMFADeviceRequest;
import dev.sallyport.server.api.iam.model.ResyncMFADeviceResponse;
import dev.sallyport.server.api.iam.model.TagMFADeviceRequest;
import dev.sallyport.server.api.iam.model.TagMFADeviceResponse;
import dev.sallyport.server.api.iam.model.UntagMFADeviceRequest;
import dev.sallyport.server.api.iam.model.UntagMFADeviceResponse;
import dev.sallyport.server.api.iam.model.VirtualMFADevice;
import dev.sallyport.server.identity.care.Devices;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Roster;

/// Virtual MFA devices.
public final class DeviceRoutes {
    private final Arns arns;
    private final Devices devices;

    public DeviceRoutes(Directory directory, Devices devices) {
        this.arns = new Arns(directory);
        this.devices = devices;
    }

    public void addTo(Routes.Builder routes) {
        new Binder(routes)
                .on(
                        Iam.CREATE_VIRTUAL_MFA_DEVICE,
                        it -> arns.fresh("mfa", it.path(), it.virtualMFADeviceName()),
                        this::create)
                .on(
                        Iam.DELETE_VIRTUAL_MFA_DEVICE,
                        DeleteVirtualMFADeviceRequest::serialNumber,
                        this::delete)
                .on(Iam.ENABLE_MFA_DEVICE, it -> arns.user(it.userName()), this::enable)
                .on(Iam.RESYNC_MFA_DEVICE, it -> arns.user(it.userName()), this::resync)
                .on(Iam.DEACTIVATE_MFA_DEVICE, it -> arns.user(it.userName()), this::deactivate)
                .on(Iam.TAG_MFA_DEVICE, TagMFADeviceRequest::serialNumber, this::tag)
                .on(Iam.UNTAG_MFA_DEVICE, UntagMFADeviceRequest::serialNumber, this::untag);
    }

    private CreateVirtualMFADeviceResponse create(Call call, CreateVirtualMFADeviceRequest input) {
        Devices.Fresh fresh =
                devices.create(
                        input.virtualMFADeviceName(), input.path(), Views.tags(input.tags()));
        Roster roster = arns.roster();
        String account = roster.account().alias().orElseGet(() -> roster.account().id().value());
        return fresh.seed()
                .reveal(seed -> {
                    String uri = OtpUri.of(fresh.device().name(), account, seed);
                    return CreateVirtualMFADeviceResponse.builder()
                            .virtualMFADevice(
                                    VirtualMFADevice.builder()
                                            .serialNumber(roster.names().of(fresh.device()))
                                            .base32StringSeed(Bytes.ofUtf8(seed))
                                            .qrCodePNG(QrCode.png(uri))
                                            .tags(Views.tags(fresh.device().tags()))
                                            .build())
                            .build();
                });
    }

    private DeleteVirtualMFADeviceResponse delete(Call call, DeleteVirtualMFADeviceRequest input) {
        devices.delete(input.serialNumber());
        return new DeleteVirtualMFADeviceResponse();
    }

    private EnableMFADeviceResponse enable(Call call, EnableMFADeviceRequest input) {
        devices.enable(
                input.userName(),
                input.serialNumber(),
                input.authenticationCode1(),
                input.authenticationCode2());
        return new EnableMFADeviceResponse();
    }

    private ResyncMFADeviceResponse resync(Call call, ResyncMFADeviceRequest input) {
        devices.resync(
                input.userName(),
                input.serialNumber(),
                input.authenticationCode1(),
                input.authenticationCode2());
        return new ResyncMFADeviceResponse();
    }

    private DeactivateMFADeviceResponse deactivate(Call call, DeactivateMFADeviceRequest input) {
        devices.deactivate(input.userName(), input.serialNumber());
        return new DeactivateMFADeviceResponse();
    }

    private TagMFADeviceResponse tag(Call call, TagMFADeviceRequest input) {
        devices.tag(input.serialNumber(), Views.tags(input.tags()));
        return new TagMFADeviceResponse();
    }

    private UntagMFADeviceResponse untag(Call call, UntagMFADeviceRequest input) {
        devices.untag(input.serialNumber(), input.tagKeys());
        return new UntagMFADeviceResponse();
    }
}
